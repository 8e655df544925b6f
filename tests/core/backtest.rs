//! The backtest in `METHODOLOGY.md` is the one that the program runs. `UPDATE_METHODOLOGY=1 cargo test --test core
//! backtest` writes it anew.

use flopwise::analysis::Backtest;
use flopwise::files::presets::shipped_catalog;

const PAGE: &str = "METHODOLOGY.md";
const BEGIN: &str = "<!-- backtest:begin -->\n";
const END: &str = "<!-- backtest:end -->";

#[test]
fn the_published_backtest_is_current() {
    let page = std::fs::read_to_string(PAGE).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (published, after) = rest.split_once(END).unwrap();
    let current = Backtest::new(shipped_catalog().unwrap()).to_markdown();
    if std::env::var_os("UPDATE_METHODOLOGY").is_some() {
        std::fs::write(PAGE, format!("{before}{BEGIN}{current}{END}{after}")).unwrap();
        return;
    }
    let stale = published.lines().zip(current.lines()).find(|(published, current)| published != current);
    assert!(
        published == current,
        "{PAGE} is stale; set UPDATE_METHODOLOGY=1 to write it anew. First: {stale:#?}"
    );
}
