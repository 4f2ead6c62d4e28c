//! HTML, SVG, XML and Markdown.

use super::corpus::Class;

const WORDS: &str = "On 4 May 2001 seven people were hurt in Varn, the police said.";

fn page(inner: &str) -> String {
    format!("<!doctype html><title>t</title><body><p>{WORDS}</p>{inner}</body>")
}

pub fn html(address: &str) -> Class {
    let mut class = Class::new("html");
    let inner = [
        format!("<script>fetch('http://{address}/')</script>"),
        format!("<img src=http://{address}/a.png onerror=alert(1)>"),
        format!("<iframe src=http://{address}/></iframe>"),
        format!(
            "<link rel=stylesheet href=http://{address}/a.css><style>@import url(http://{address}/)</style>"
        ),
        format!("<base href=http://{address}/><a href=/x>y</a>"),
        format!("<meta http-equiv=refresh content='0;url=http://{address}/'>"),
        format!("<object data=http://{address}/><embed src=http://{address}/>"),
        format!("<form action=http://{address}/><input autofocus onfocus=submit()></form>"),
        format!("<video src=http://{address}/><audio src=file:///etc/passwd>"),
        "<script>".to_owned() + &"a".repeat(100_000),
        "<!--".to_owned() + &"-".repeat(100_000),
        "<plaintext>".to_owned() + WORDS,
        "<title>".to_owned() + WORDS,
        "<textarea><script>".to_owned() + WORDS,
        "<a href=javascript:alert(1)>x</a><a href=data:text/html,x>y</a>".to_owned(),
        format!("<p {}>{WORDS}</p>", "a=b ".repeat(50_000)),
        format!("<p title='{}'>{WORDS}</p>", "x".repeat(500_000)),
        "&amp;&#0;&#xD800;&#x110000;&#99999999999;&lt;".repeat(2_000),
        "&".repeat(100_000),
        "<".repeat(100_000),
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">".to_owned(),
        "<svg><style><!--</style><script>alert(1)</script>".to_owned(),
        "<template><p>".repeat(1_000),
        format!("\0<scr\0ipt>\0{}", WORDS.repeat(4)),
        "<![CDATA[<p>x</p>]]><?php system('touch harm') ?>".to_owned(),
    ];
    for (idx, inner) in inner.iter().enumerate() {
        class.read(format!("page-{idx}.html"), page(inner));
    }
    class.read("charset.html", page("<meta charset=utf-7>+ADw-script+AD4-"));
    class
}

pub fn depth() -> Class {
    let mut class = Class::new("depth of markup");
    for element in ["div", "b", "table><tr><td", "ul><li", "blockquote", "p><span", "a", "math><mi", "font"] {
        let name = element.split('>').next().unwrap();
        class
            .read(format!("{name}.html"), page(&format!("{}{WORDS}", format!("<{element}>").repeat(50_000))));
    }
    class.read("ends.html", page(&"</div></p></table>".repeat(50_000)));
    class.read("crossed.html", page(&"<b><i></b></i>".repeat(20_000)));
    class.read("formatting.html", page(&"<a><b><i><u><p>".repeat(5_000)));
    class
}

pub fn drawings(address: &str) -> Class {
    let mut class = Class::new("svg and mathml");
    let svg =
        |inner: &str| format!("<svg xmlns='http://www.w3.org/2000/svg'><text>{WORDS}</text>{inner}</svg>");
    class.either("script.svg", svg("<script>alert(1)</script>"));
    class.either("image.svg", svg(&format!("<image href='http://{address}/a.png'/>")));
    class.either("use.svg", svg(&"<g id='a'><use href='#a'/></g>".repeat(1_000)));
    class.either("foreign.svg", svg(&format!("<foreignObject>{}</foreignObject>", page("x"))));
    class.either("filter.svg", svg("<filter id='f'><feImage href='file:///etc/passwd'/></filter>"));
    class.either("path.svg", svg(&format!("<path d='{}'/>", "M0 0L1 1".repeat(20_000))));
    class.either("huge.svg", svg("<rect width='1e300' height='1e300'/>"));
    class.either("depth.svg", svg(&"<g>".repeat(50_000)));
    class.read("math.html", page(&format!("<math>{}", "<msup><mi>x</mi>".repeat(10_000))));
    class.read("math-link.html", page(&format!("<math href=http://{address}/><mtext>{WORDS}")));
    class
}

pub fn entities(address: &str) -> Class {
    let mut class = Class::new("xml entities");
    let mut laughs = "<!ENTITY l0 'lol'>".to_owned();
    for level in 1..12 {
        let inner = format!("&l{};", level - 1).repeat(10);
        laughs.push_str(&format!("<!ENTITY l{level} '{inner}'>"));
    }
    let outer = [
        format!("<!DOCTYPE r [{laughs}]><r>{WORDS} &l11;</r>"),
        format!("<!DOCTYPE r [<!ENTITY a '{}'>]><r>{WORDS} {}</r>", "a".repeat(50_000), "&a;".repeat(5_000)),
        format!("<!DOCTYPE r [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><r>{WORDS} &a;</r>"),
        format!("<!DOCTYPE r [<!ENTITY a SYSTEM 'http://{address}/a'>]><r>{WORDS} &a;</r>"),
        format!("<!DOCTYPE r [<!ENTITY % p SYSTEM 'http://{address}/p'> %p;]><r>{WORDS}</r>"),
        format!("<!DOCTYPE r SYSTEM 'http://{address}/r.dtd'><r>{WORDS}</r>"),
        format!("<!DOCTYPE r [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><r>{WORDS} &a;</r>"),
        format!("<?xml-stylesheet href='http://{address}/s.xsl'?><r>{WORDS}</r>"),
        format!(
            "<r xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='http://{address}/'/>{WORDS}</r>"
        ),
    ];
    for (idx, xml) in outer.iter().enumerate() {
        class.either(format!("entities-{idx}.xml"), format!("<?xml version='1.0'?>{xml}"));
        class.either(
            format!("feed-{idx}.rss"),
            format!("<?xml version='1.0'?>{}", xml.replace("<r>", "<rss><channel>")),
        );
    }
    class
}

pub fn markdown() -> Class {
    let mut class = Class::new("markdown");
    let texts = [
        format!("{} {WORDS}", ">".repeat(20_000)),
        format!("{}{WORDS}", "- ".repeat(5_000)),
        "*a_ ".repeat(20_000),
        "[".repeat(50_000),
        "![a](".repeat(20_000),
        "`".repeat(50_000),
        "[a]: <b\n".repeat(10_000),
        "| a ".repeat(5_000) + "\n" + &"|-".repeat(5_000),
        "# ".repeat(10_000),
        "<div>".repeat(20_000),
        "&quot;".repeat(20_000),
        "\\".repeat(50_000),
        "---\ntitle: ".to_owned() + &"{".repeat(50_000) + "\n---\n",
        "---\na: &a [*a,*a]\nb: !!python/object:os.system x\n---\n".to_owned(),
    ];
    for (idx, text) in texts.iter().enumerate() {
        class.read(format!("text-{idx}.md"), format!("{text}\n\n{WORDS}\n"));
    }
    class
}
