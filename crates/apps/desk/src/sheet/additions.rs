//! A row without an id that quotes an account: what somebody read there by hand.

use super::rows::{Reader, said};
use super::{Change, counts, dates};
use crate::by_hand::{self, Addition};
use crate::deciding::WishedAct;
use recount_accounts::TableRow;

/// The addition that a row tells.
///
/// # Errors
/// Why it is none.
pub fn added(reader: &Reader<'_>, row: &TableRow) -> Result<Change, String> {
    let cell = |column: &str| reader.filled(row, column).map(said).transpose();
    let (Some(account), Some(quote)) = (cell("account")?, reader.filled(row, "text")) else {
        return Err(
            "the row has no id; to add something give `account` and the words of it in `text`".to_owned()
        );
    };
    let mut addition = Addition { quote: Some(quote.words.trim().to_owned()), ..Addition::default() };
    let date = |words: String| dates::wished(&words, None, reader.zone);
    let to = match reader.columns.table {
        "times" => {
            addition.time = cell("edtf")?.map(date).transpose()?.flatten();
            addition.time.clone()
        }
        "figures" => {
            addition.figure = cell("value")?.map(|words| counts::wished(&words, None)).transpose()?.flatten();
            (addition.measure, addition.counted) = (cell("measure")?, cell("counted")?);
            (addition.group, addition.place) = (cell("group")?, cell("place")?);
            addition.as_of = cell("as_of")?.map(date).transpose()?.flatten();
            addition.figure.clone()
        }
        "quotes" => {
            let mode = cell("mode")?.map(|words| serde_json::from_value(words.to_lowercase().into()));
            addition.statement = mode
                .transpose()
                .map_err(|_| "`mode` is direct, indirect, interview or partial".to_owned())?;
            addition.speaker = cell("speaker")?;
            addition.speaker.clone()
        }
        _ => None,
    };
    if to.is_none() {
        return Err(
            "nothing says what stands there: times have `edtf`, figures `value`, quotes `speaker`".to_owned()
        );
    }
    by_hand::added(&account, &addition, reader.dossier, reader.zone).map_err(|error| error.to_string())?;
    Ok(Change {
        row: row.number as usize,
        id: account,
        title: quote.words.trim().to_owned(),
        act: WishedAct::Add,
        field: None,
        from: None,
        to,
        why: cell("why")?,
        addition: Some(addition),
    })
}
