//! `flopwise validate`: how far published runs are met.

use super::run;

#[test]
fn every_scored_figure_is_in_every_format() {
    let report = run(&["validate", "--json"]).json();
    assert_eq!((&report["schema"], &report["version"]), (&"flopwise/backtest".into(), &1.into()));
    let rows = report["rows"].as_array().unwrap();
    assert!(rows.len() > 20, "{} rows", rows.len());
    for row in rows {
        let number = |key: &str| row[key].as_f64().unwrap();
        assert!(number("p5") <= number("predicted") && number("predicted") <= number("p95"), "{row}");
        let error = number("predicted") / number("published") - 1.0;
        assert!((error - number("error")).abs() < 1e-9, "{row}");
        let inside = number("p5") <= number("published") && number("published") <= number("p95");
        assert_eq!(row["inside"], inside, "{row}");
    }
    let targets: Vec<_> =
        report["classes"].as_array().unwrap().iter().map(|class| &class["target"]).collect();
    assert!(targets.contains(&&"hours".into()) && targets.contains(&&"energy".into()), "{targets:?}");
    for format in ["--csv", "--tsv"] {
        assert_eq!(run(&["validate", format]).ok().lines().count(), rows.len() + 1, "{format}");
    }
    assert!(run(&["validate", "--markdown"]).ok().contains("| target | run | not scored because |"));
    let text = run(&["validate"]).ok();
    assert!(text.contains("Median error") && text.contains("deepseek-v3"), "{text}");
}
