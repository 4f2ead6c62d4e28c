//! A small SVG writer: shapes at shares of the width, words escaped.
//!
//! Comes in: positions, classes, words. Goes out: one `<svg>` as text. It may not know what is drawn; looks are in the
//! style sheet, reached by class.

use crate::html::escape;
use std::fmt::Write as _;

/// A share of the width, 0 (left) to 1 (right).
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub(crate) struct Share(pub f64);

impl std::fmt::Display for Share {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let percent = if self.0.is_finite() { self.0.clamp(-1.0, 2.0) * 100.0 } else { 0.0 };
        write!(formatter, "{percent:.2}%")
    }
}

/// Where words stand relative to their point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Marks that can be told apart without colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Square,
    Triangle,
    Disc,
    Diamond,
    Frame,
    Ring,
}

impl Shape {
    /// The mark for a role; what the text does not say is a ring.
    pub(crate) fn of_role(role: &str) -> Shape {
        match role {
            "official" => Shape::Square,
            "opposing" => Shape::Triangle,
            "witness" => Shape::Disc,
            "anonymous" => Shape::Diamond,
            "named" => Shape::Frame,
            _ => Shape::Ring,
        }
    }
}

/// A picture being drawn.
pub(crate) struct Svg {
    out: String,
}

impl Svg {
    /// A picture with its meaning in words. `id` must be unique in the document.
    pub(crate) fn picture(id: &str, title: &str, description: &str, height_px: u32) -> Self {
        let (id, title, description) =
            (escape::escaped(id), escape::escaped(title), escape::escaped(description));
        Svg {
            out: format!(
                "<svg class=\"picture\" role=\"img\" aria-labelledby=\"{id}-t {id}-d\" width=\"100%\" \
                 height=\"{height_px}\"><title id=\"{id}-t\">{title}</title><desc id=\"{id}-d\">{description}</desc>"
            ),
        }
    }

    /// A drawing that repeats what the words beside it say.
    pub(crate) fn decoration(height_px: u32) -> Self {
        Svg {
            out: format!(
                "<svg class=\"strip\" aria-hidden=\"true\" focusable=\"false\" width=\"100%\" height=\"{height_px}\">"
            ),
        }
    }

    pub(crate) fn line(&mut self, class: &str, from: (Share, f64), to: (Share, f64)) {
        let _ = write!(
            self.out,
            "<line class=\"{class}\" x1=\"{}\" y1=\"{:.1}\" x2=\"{}\" y2=\"{:.1}\"/>",
            from.0, from.1, to.0, to.1
        );
    }

    /// A bar from `left` to `right`; `top` and `height` in pixels.
    pub(crate) fn bar(&mut self, class: &str, left: Share, right: Share, top: f64, height: f64) {
        let width = Share((right.0 - left.0).max(0.0));
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{left}\" y=\"{top:.1}\" width=\"{width}\" height=\"{height:.1}\"/>"
        );
    }

    /// A line from top to bottom.
    pub(crate) fn tall_line(&mut self, class: &str, at: Share) {
        let _ = write!(self.out, "<line class=\"{class}\" x1=\"{at}\" y1=\"0\" x2=\"{at}\" y2=\"100%\"/>");
    }

    /// A bar from top to bottom.
    pub(crate) fn tall_bar(&mut self, class: &str, left: Share, right: Share) {
        let width = Share((right.0 - left.0).max(0.0));
        let _ = write!(
            self.out,
            "<rect class=\"{class}\" x=\"{left}\" y=\"0\" width=\"{width}\" height=\"100%\"/>"
        );
    }

    /// A bar of fixed width around `middle`.
    pub(crate) fn tick(&mut self, class: &str, middle: Share, width: f64, top: f64, height: f64) {
        let _ = write!(
            self.out,
            "<svg class=\"at\" x=\"{middle}\" y=\"{top:.1}\"><rect class=\"{class}\" x=\"{:.1}\" width=\"{width:.1}\" \
             height=\"{height:.1}\"/></svg>",
            -width / 2.0
        );
    }

    pub(crate) fn text(&mut self, class: &str, at: (Share, f64), shift_px: f64, anchor: Anchor, words: &str) {
        let anchor = match anchor {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        let _ = write!(
            self.out,
            "<text class=\"{class}\" x=\"{}\" y=\"{:.1}\" dx=\"{shift_px:.1}\" text-anchor=\"{anchor}\">",
            at.0, at.1
        );
        escape::push(&mut self.out, words);
        self.out.push_str("</text>");
    }

    pub(crate) fn mark(&mut self, shape: Shape, at: (Share, f64)) {
        let drawn = match shape {
            Shape::Square => "<rect class=\"mark\" x=\"-4.5\" y=\"-4.5\" width=\"9\" height=\"9\"/>",
            Shape::Triangle => "<path class=\"mark\" d=\"M0-6 5.8 4.4-5.8 4.4Z\"/>",
            Shape::Disc => "<circle class=\"mark\" r=\"5\"/>",
            Shape::Diamond => "<path class=\"mark hollow\" d=\"M0-6 6 0 0 6-6 0Z\"/>",
            Shape::Frame => "<rect class=\"mark hollow\" x=\"-4\" y=\"-4\" width=\"8\" height=\"8\"/>",
            Shape::Ring => "<circle class=\"mark hollow\" r=\"4.5\"/>",
        };
        self.placed(at, drawn);
    }

    /// An arrowhead that says "and beyond".
    pub(crate) fn beyond(&mut self, at: (Share, f64), is_right: bool) {
        self.placed(
            at,
            if is_right {
                "<path class=\"beyond\" d=\"M0-4 7 0 0 4Z\"/>"
            } else {
                "<path class=\"beyond\" d=\"M0-4-7 0 0 4Z\"/>"
            },
        );
    }

    /// An arrowhead that says "or more", upwards.
    pub(crate) fn above(&mut self, at: (Share, f64)) {
        self.placed(at, "<path class=\"beyond\" d=\"M-4 0 0-7 4 0Z\"/>");
    }

    /// A path in pixels from the left edge.
    pub(crate) fn path(&mut self, class: &str, width_px: f64, path: &str) {
        let _ = write!(self.out, "<path class=\"{class}\" stroke-width=\"{width_px:.1}\" d=\"{path}\"/>");
    }

    pub(crate) fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }

    fn placed(&mut self, at: (Share, f64), drawn: &str) {
        let _ = write!(self.out, "<svg class=\"at\" x=\"{}\" y=\"{:.1}\">{drawn}</svg>", at.0, at.1);
    }
}

/// The mark of a role beside its name in a legend.
pub(crate) fn shape_sample(role: &str) -> String {
    let mut svg = Svg { out: String::new() };
    svg.out.push_str(
        "<svg class=\"sample\" aria-hidden=\"true\" focusable=\"false\" width=\"14\" height=\"14\">",
    );
    svg.mark(Shape::of_role(role), (Share(0.5), 7.0));
    svg.finish()
}

/// What several pictures refer to: the hatching of disputed things and of days nobody tells of.
pub(crate) fn shared_definitions() -> &'static str {
    "<svg class=\"definitions\" aria-hidden=\"true\" focusable=\"false\" width=\"0\" height=\"0\"><defs>\
     <pattern id=\"hatch\" patternUnits=\"userSpaceOnUse\" width=\"5\" height=\"5\" patternTransform=\"rotate(45)\">\
     <rect class=\"hatch-ground\" width=\"5\" height=\"5\"/><rect class=\"hatch-line\" width=\"2\" height=\"5\"/></pattern>\
     <pattern id=\"hatch-light\" patternUnits=\"userSpaceOnUse\" width=\"6\" height=\"6\" patternTransform=\"rotate(45)\">\
     <rect class=\"hatch-faint\" width=\"1\" height=\"6\"/></pattern></defs></svg>"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_ids_are_escaped_and_positions_are_numbers() {
        let mut svg = Svg::picture("a\"b", "<t>", "&", 10);
        svg.text("label", (Share(f64::NAN), 1.0), 0.0, Anchor::End, "</svg><script>");
        let drawn = svg.finish();
        assert!(
            drawn.contains("id=\"a&quot;b-t\"")
                && drawn.contains("&lt;t&gt;")
                && drawn.contains("x=\"0.00%\"")
        );
        assert!(!drawn.contains("<script"));
    }
}
