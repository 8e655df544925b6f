//! Published mistakes, and tables that reconcile.

use super::*;

fn printed(text: &str, row: usize, column: usize) -> Printed {
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let slack = 0.5 / format!("1{}", "0".repeat(decimals)).parse::<f64>().unwrap();
    Printed {
        value: text.parse().unwrap(),
        slack: if text.contains("e") { 0.5e6 } else { slack },
        text: text.to_owned(),
        place: Place { row, column },
    }
}

/// Items in columns, as the table of a newsletter has them; the last column is the total.
fn across(items: &[&str], rows: &[(&str, Role, &[&str])]) -> AuditTable {
    let measures = rows.iter().enumerate().map(|(row, (label, role, cells))| {
        let mut cells: Vec<Option<Printed>> = cells
            .iter()
            .enumerate()
            .map(|(column, text)| (!text.is_empty()).then(|| printed(text, row, column + 1)))
            .collect();
        let total = if cells.len() > items.len() { cells.pop().flatten() } else { None };
        Measure { label: (*label).to_owned(), role: *role, cells, total }
    });
    let measures = measures.collect();
    AuditTable { items: items.iter().map(|&item| item.to_owned()).collect(), measures, items_across: true }
}

/// The case of PRODUCT's US-12. Counts, and which columns the totals take in, are published; the prices of one are
/// chosen so that the three published sums come out ($1.3 B of three columns, $1.6 B of four, $1.4 B of the Hoppers),
/// because the article prints its own in a picture.
fn fleet() -> AuditTable {
    across(
        &["A100", "H20", "H800", "H100"],
        &[
            ("# of GPUs", Role::Count, &["10000", "30000", "10000", "10000", "60000"]),
            ("Server capex per GPU", Role::UnitPrice, &["22000", "25000", "32000", "35000", "79000"]),
            ("Total server capex", Role::Amount, &["220e6", "750e6", "320e6", "350e6", "1290e6"]),
        ],
    )
}

#[test]
fn the_total_that_sums_three_of_four_columns_is_marked() {
    let audit = audit(&fleet());
    let differs: Vec<_> = audit.differences().collect();
    assert_eq!(differs.len(), 2);
    assert_eq!((differs[0].kind, differs[0].item), (CheckKind::WeightedAverage, None));
    assert_eq!(
        differs[0].explanation,
        Some(Explanation::AddsUnits { without: vec!["H100".to_owned()] }),
        "the same column is missing"
    );
    assert_eq!(differs[1].kind, CheckKind::Sum);
    assert_eq!(differs[1].explanation, Some(Explanation::LeavesOut(vec!["H100".to_owned()])));
    assert_eq!(differs[1].difference(), -350e6);
    // The counts do reconcile, and so does every product.
    let count = audit.mark(Place { row: 0, column: 5 }).unwrap();
    assert_eq!((count.verdict, count.computed), (Verdict::Reconciles, 60_000.0));
    assert_eq!(audit.checks.iter().filter(|check| check.kind == CheckKind::Product).count(), 4);
}

#[test]
fn corrected_totals_are_those_of_the_critic() {
    let table = fleet();
    let capex = |names: &[&str]| {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        totals_of(&table, &names).unwrap()[2].computed.middle() / 1e9
    };
    assert!((capex(&[]) - 1.6).abs() < 0.05);
    assert!((capex(&["h20", "H800", "H100"]) - 1.4).abs() < 0.05);
    assert!(totals_of(&table, &["B200".to_owned()]).unwrap_err().contains("A100, H20, H800, H100"));
}

#[test]
fn each_mistake_is_named_only_where_it_gives_the_printed_digits() {
    let total = |unit: &str, amount: &str| {
        let table = across(
            &["x", "y"],
            &[
                ("count", Role::Count, &["10", "30", "40"]),
                ("price", Role::UnitPrice, &["100", "200", unit]),
                ("amount", Role::Amount, &["1000", "6000", amount]),
            ],
        );
        let audit = audit(&table);
        let of = |measure: usize| {
            let check = audit.checks.iter().find(|check| check.measure == measure && check.item.is_none());
            check.unwrap().explanation.clone()
        };
        (of(1), of(2))
    };
    assert_eq!(total("175", "7000"), (None, None));
    assert_eq!(total("300", "6000").0, Some(Explanation::AddsUnits { without: vec![] }));
    assert_eq!(total("150", "6000").0, Some(Explanation::PlainAverage { without: vec![] }));
    assert_eq!(total("175", "6000").1, Some(Explanation::LeavesOut(vec!["x".to_owned()])));
    assert_eq!(total("175", "8000").1, Some(Explanation::CountsTwice("x".to_owned())));
    assert_eq!(total("175", "7000000").1, Some(Explanation::Factor(1e3)));
    assert_eq!(total("181", "7177"), (None, None), "marked without a reason");
}

#[test]
fn cells_are_explained_by_other_rows_and_by_servers() {
    let cell = |amount: &str| {
        let table = across(
            &["x", "y", "z"],
            &[
                ("count", Role::Count, &["10", "30", "50"]),
                ("price", Role::UnitPrice, &["101", "203", "307"]),
                ("amount", Role::Amount, &["1010", amount, "15350"]),
            ],
        );
        audit(&table).differences().next().and_then(|check| check.explanation.clone())
    };
    assert_eq!(cell("6090"), None);
    assert_eq!(cell("48720"), Some(Explanation::Factor(8.0)));
    assert_eq!(cell("9210"), Some(Explanation::UnitOf("z".to_owned())));
    assert_eq!(cell("2030"), Some(Explanation::CountOf("x".to_owned())));
}

#[test]
fn rounded_cells_reconcile_within_their_digits_and_no_further() {
    // 3 × 1.3 can be anything from 3.75 to 4.05.
    for (amount, verdict) in
        [("3.9", Verdict::Reconciles), ("4.0", Verdict::Reconciles), ("4.2", Verdict::Differs)]
    {
        let mut table = across(
            &["x"],
            &[
                ("count", Role::Count, &["3"]),
                ("price", Role::UnitPrice, &["1.3"]),
                ("amount", Role::Amount, &[amount]),
            ],
        );
        table.measures[0].cells[0].as_mut().unwrap().slack = 0.0;
        assert_eq!(audit(&table).checks[0].verdict, verdict, "{amount}");
    }
}

#[test]
fn a_cost_of_ownership_is_the_sum_of_its_parts() {
    let table = across(
        &["x", "y"],
        &[
            ("Capex", Role::Amount, &["100", "200"]),
            ("Cost to operate", Role::Amount, &["40", "50"]),
            ("Total cost of ownership", Role::Amount, &["140", "200"]),
        ],
    );
    let audit = audit(&table);
    let wrong = audit.differences().next().unwrap();
    assert_eq!((wrong.item, wrong.computed), (Some(1), 250.0));
    assert_eq!(wrong.explanation, Some(Explanation::LeavesOutPart(vec!["Cost to operate".to_owned()])));
}

#[test]
fn empty_tables_and_gaps_are_no_mistakes() {
    assert_eq!(audit(&AuditTable::default()), Audit::default());
    let table = across(
        &["x", "y"],
        &[("count", Role::Count, &["10", "", "40"]), ("price", Role::UnitPrice, &["", "", ""])],
    );
    assert!(audit(&table).checks.is_empty());
}
