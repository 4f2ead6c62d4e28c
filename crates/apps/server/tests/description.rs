//! The description of the HTTP interface stands beside the front end, whose types are made from it.

use std::path::Path;

#[test]
fn the_description_beside_the_front_end_is_that_of_the_code() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../web/src/api/openapi.json");
    let made = recount_server::description().unwrap();
    if std::env::var_os("RECOUNT_BLESS").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        kept == made,
        "run RECOUNT_BLESS=1 cargo nextest run -p recount-server, then `npm run types` in web/"
    );
}
