//! Dossiers in two languages: every account is read by its own pack, and what both tell is one event and one question.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

use recount::{Original, Rules, Settings, recount};
use recount_model::Dossier;

const ENGLISH: &str = "Flood at Orvel\n\n3 May 2004\n\nOn 2 May 2004 the dam at Orvel collapsed. The ministry said 12 people were \
    killed in Orvel. On 4 May 2004 guards closed the bridge in Dassel.\n";
const RUSSIAN: &str = "Прорыв плотины в Орвеле\n\n4 мая 2004 года\n\n2 мая 2004 года в Орвеле рухнула плотина. По словам \
    профсоюза, в Орвеле погибли 40 человек. 5 мая 2004 года в Дасселе закрыли мост.\n";

fn derived(texts: &[&str]) -> Dossier {
    let originals: Vec<Original<'_>> =
        texts.iter().map(|text| Original { name: "a.txt", bytes: text.as_bytes(), written: None }).collect();
    recount(&originals, &Settings::default(), &Rules::built_in().unwrap()).value
}

/// Titles of entries with how many accounts support each.
fn entries(dossier: &Dossier) -> Vec<(String, usize)> {
    let entries = dossier.chronicle.iter();
    entries.map(|entry| (entry.title.clone(), entry.supports.len())).collect()
}

#[test]
fn the_same_act_place_and_day_is_one_entry() {
    let dossier = derived(&[ENGLISH, RUSSIAN]);
    let collapse: Vec<_> = entries(&dossier)
        .into_iter()
        .filter(|(title, _)| title.contains("collapsed") || title.contains("рухнула"))
        .collect();
    assert_eq!(collapse.len(), 1, "{collapse:?}");
    assert_eq!(collapse[0].1, 2);
}

#[test]
fn another_day_is_another_entry() {
    let dossier = derived(&[ENGLISH, RUSSIAN]);
    let closed: Vec<_> = entries(&dossier)
        .into_iter()
        .filter(|(title, _)| title.contains("bridge") || title.contains("мост"))
        .collect();
    assert_eq!(closed.len(), 2, "{closed:?}");
}

#[test]
fn one_question_with_each_speaker_read_in_their_own_language() {
    for texts in
        [vec![ENGLISH, RUSSIAN], vec![ENGLISH, RUSSIAN, "Дамба\n\n5 мая 2004 года\n\nВ Орвеле тихо.\n"]]
    {
        let dossier = derived(&texts);
        let killed: Vec<_> =
            dossier.questions.iter().filter(|question| question.measure.0 == "killed").collect();
        assert_eq!(killed.len(), 1);
        let mut roles: Vec<&str> = killed[0].claims.iter().map(|claim| claim.role.as_str()).collect();
        roles.sort_unstable();
        assert_eq!(roles, ["official", "opposing"]);
        assert_eq!(killed[0].conflicts.len(), 1);
    }
}
