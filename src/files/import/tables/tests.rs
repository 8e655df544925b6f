//! Tables as their makers write them, and what becomes of them.

use std::sync::Arc;

use proptest::prelude::*;

use super::*;
use crate::analysis::audit::{Explanation, audit};
use crate::analysis::evaluate;
use crate::catalog::{Confidence, PriceKind};
use crate::files::presets::shipped_catalog;
use crate::files::report::TableFormat;
use crate::files::report::catalog::{Kind, List};
use crate::files::schema::v1::{Names, read_prices, read_published_runs};
use crate::files::{FileError, parse_scenario};
use crate::units::parse::NumberStyle;

const LAMBDA: &str = include_str!("../../../../tests/data/import/skypilot_lambda.csv");
const EPOCH: &str = include_str!("../../../../tests/data/import/epoch_models.csv");
const FLEET: &str = include_str!("../../../../tests/data/import/fleet.md");
/// Rows as Google's list has them: machines without their accelerators, then accelerators without a machine.
const GCP: &str = "InstanceType,vCPUs,MemoryGiB,AcceleratorName,AcceleratorCount,GpuInfo,Region,AvailabilityZone,Price,SpotPrice
a2-highgpu-8g,96.0,680.0,,,,us-central1,us-central1-a,5.91582,2.36604
,,,A100-80GB,8,A100-80GB,us-central1,us-central1-a,31.4,12.56
,,,tpu-v5p-8,1,tpu-v5p-8,us-east1,us-east1-d,16.8,8.4
a3-megagpu-8g,208.0,1872.0,H100-MEGA-80GB,8,H100,us-east4,us-east4-a,88.49,
";

fn dated() -> TableOptions {
    TableOptions {
        date: Date::parse("2025-01-31"),
        provider: Some("Lambda".to_owned()),
        ..TableOptions::default()
    }
}

fn read(text: &str, options: &TableOptions) -> Result<Preview, FileError> {
    preview("table.csv", text, shipped_catalog().unwrap(), options)
}

fn quotes(preview: &Preview) -> &[crate::catalog::PriceQuote] {
    match &preview.would_create {
        Creation::Quotes(quotes) => quotes,
        other => panic!("{other:?}"),
    }
}

fn runs(preview: &Preview) -> &[crate::catalog::PublishedRun] {
    match &preview.would_create {
        Creation::Runs(runs) => runs,
        other => panic!("{other:?}"),
    }
}

/// PRODUCT's US-21: 8 × A100 at $10.32 and 8 × V100 at $4.40 for the instance.
#[test]
fn instance_prices_are_divided_by_their_accelerators() {
    let preview = read(LAMBDA, &dated()).unwrap();
    assert_eq!(preview.kind, TableKind::SkyPilot);
    let price = |instance: &str| {
        let quote = quotes(&preview).iter().find(|quote| quote.instance == instance).unwrap();
        (quote.price(PriceKind::OnDemand).unwrap().as_usd_per_hour(), quote.accelerators_per_instance)
    };
    assert_eq!(price("gpu_8x_a100"), (1.29, Some(8)));
    assert_eq!(price("gpu_8x_v100"), (0.55, Some(8)));
    // The division is shown, regions are kept, processors are counted.
    let shown = preview.table.write(TableFormat::Plain);
    assert!(shown.contains("$10.32 ÷ 8"), "{shown}");
    assert_eq!(quotes(&preview)[0].region, "us-east-1, us-west-2");
    assert_eq!((preview.rows, preview.skipped[0].count), (14, 2));
}

#[test]
fn a_form_factor_is_taken_only_where_it_is_told() {
    let preview = read(LAMBDA, &dated()).unwrap();
    let chip = |instance: &str| {
        let quote = quotes(&preview).iter().find(|quote| quote.instance == instance).unwrap();
        (quote.accelerator.as_deref(), quote.chip_family.as_str())
    };
    assert_eq!(chip("gpu_8x_h100_sxm5"), (Some("h100-sxm"), "H100"));
    assert_eq!(chip("gpu_1x_h100_pcie"), (Some("h100-pcie"), "H100"));
    // 40 GB are not the 80 GB that the bare name stands for elsewhere.
    assert_eq!(chip("gpu_8x_a100"), (None, "A100"));
    assert!(preview.warnings.iter().any(|warning| warning.contains("a100-sxm-40gb or a100-pcie-40gb")));
    assert_eq!(preview.unknown[0].name, "RTX6000");
    assert_eq!((preview.unknown[0].count, preview.unknown[0].nearest[0].as_str()), (2, "rtx-a6000"));
    let mapped = TableOptions {
        names: vec![
            NameMapping::parse("A100 = a100-sxm-40gb").unwrap(),
            NameMapping::parse("RTX6000=rtx-a6000").unwrap(),
        ],
        ..dated()
    };
    let mapped = read(LAMBDA, &mapped).unwrap();
    assert!(mapped.unknown.is_empty());
    assert_eq!(quotes(&mapped).len(), 6);
    assert!(quotes(&mapped).iter().any(|quote| quote.accelerator.as_deref() == Some("a100-sxm-40gb")));
}

#[test]
fn attached_accelerators_are_said_to_lack_their_machine() {
    let options = TableOptions {
        names: vec![
            NameMapping::parse("tpu-v5p-8=4*tpu-v5p").unwrap(),
            NameMapping::parse("H100-MEGA-80GB=h100-sxm").unwrap(),
        ],
        ..dated()
    };
    let preview = read(GCP, &options).unwrap();
    assert!(preview.warnings[0].contains("2 rows have no instance"), "{:?}", preview.warnings);
    let [a100, tpu, h100] = quotes(&preview) else { panic!("{:?}", preview.would_create) };
    assert_eq!(a100.price(PriceKind::OnDemand).unwrap().as_usd_per_hour(), 3.925);
    assert_eq!(a100.price(PriceKind::Spot).unwrap().as_usd_per_hour(), 1.57);
    assert!(a100.provenance.note.contains("not included") && a100.confidence == Confidence::Low);
    // A slice of four chips counts as one accelerator in the table.
    assert_eq!(tpu.price(PriceKind::OnDemand).unwrap().as_usd_per_hour(), 4.2);
    assert_eq!((h100.accelerator.as_deref(), h100.confidence), (Some("h100-sxm"), Confidence::Medium));
    let unmapped = read(GCP, &dated()).unwrap();
    assert_eq!(unmapped.unknown.len(), 2, "no part of a name is a name");
}

#[test]
fn what_is_not_said_is_asked_for_and_never_invented() {
    let preview = read(LAMBDA, &TableOptions::default()).unwrap();
    let options: Vec<_> = preview.needs.iter().map(|need| need.option).collect();
    assert_eq!(options, ["--provider", "--date"]);
    assert!(write(&preview).is_empty());
    let named =
        super::preview("vms-2025-01-31.csv", LAMBDA, shipped_catalog().unwrap(), &TableOptions::default());
    assert!(named.unwrap().needs[1].words.contains("if it is that day, --date 2025-01-31"));
}

#[test]
fn a_written_file_of_quotes_reads_back() {
    let preview = read(LAMBDA, &dated()).unwrap();
    let [written] = write(&preview).try_into().unwrap();
    let accelerators = &shipped_catalog().unwrap().accelerators;
    let read_back = read_prices("x", &written.text, &mut Names::default(), accelerators).unwrap();
    let read_back: Vec<_> = read_back.iter().map(|quote| quote.as_ref().clone()).collect();
    assert_eq!(read_back, quotes(&preview));
}

#[test]
fn a_list_of_our_own_reads_back_in_every_format() {
    let catalog = shipped_catalog().unwrap();
    let mut empty = catalog.clone();
    (empty.prices, empty.runs) = (Vec::new(), Vec::new());
    for format in [TableFormat::Csv, TableFormat::Tsv] {
        let table = List::of(catalog, Kind::Prices).full_table().write(format);
        let preview = super::preview("prices", &table, &empty, &TableOptions::default()).unwrap();
        assert_eq!(preview.kind, TableKind::Quotes);
        assert!(preview.wrong.is_empty() && preview.unknown.is_empty(), "{:?}", preview.unknown);
        let known: Vec<_> =
            catalog.prices.iter().map(|quote| (&quote.prices, quote.date, &quote.provider)).collect();
        let back: Vec<_> =
            quotes(&preview).iter().map(|quote| (&quote.prices, quote.date, &quote.provider)).collect();
        assert_eq!(back, known);
        let same = quotes(&preview).iter().zip(&catalog.prices);
        assert!(same.clone().all(|(one, other)| one.accelerator == other.accelerator));
        let sources = same.filter(|(one, other)| one.provenance.source != other.provenance.source).count();
        assert_eq!(sources, 0);
    }
    let table = List::of(catalog, Kind::Runs).full_table().write(TableFormat::Csv);
    let preview = super::preview("runs", &table, &empty, &TableOptions::default()).unwrap();
    assert_eq!((preview.kind, preview.wrong.len()), (TableKind::Runs, 0));
    let figures =
        |run: &crate::catalog::PublishedRun| (run.total_params, run.tokens, run.hours, run.energy, run.mfu);
    let back: Vec<_> = runs(&preview).iter().map(figures).collect();
    assert_eq!(back, catalog.runs.iter().map(|run| figures(run)).collect::<Vec<_>>());
    // What is there already is not made twice.
    let again = super::preview("runs", &table, catalog, &TableOptions::default()).unwrap();
    assert_eq!(again.would_create.count(), 0);
}

#[test]
fn epoch_rows_become_runs_with_their_grade() {
    let preview = read(EPOCH, &TableOptions::default()).unwrap();
    assert_eq!(preview.kind, TableKind::Epoch);
    let run = |id: &str| runs(&preview).iter().find(|run| run.id == id).unwrap();
    let pangu = run("epoch-pangu-ultra");
    assert_eq!(pangu.training_compute.unwrap().as_flop(), 1.0692e25);
    assert_eq!(
        (pangu.accelerator.as_deref(), pangu.provenance.status),
        (Some("ascend-910b"), Status::Derived)
    );
    let exaone = run("epoch-exaone-deep-32b");
    assert_eq!(
        (exaone.hours.unwrap().as_hours(), exaone.provenance.status),
        (1_105_920.0, Status::Estimated)
    );
    assert!(exaone.basis.contains("accelerators × elapsed time"));
    // A name of the catalogue is not taken away from it.
    let deepseek = run("epoch-deepseek-v3");
    assert_eq!(deepseek.provenance.status, Status::Reported);
    assert_eq!(deepseek.epoch_amortized.unwrap().as_usd(), 5.39e6);
    // Moves on a board are no tokens.
    let go = run("epoch-alphago-zero");
    assert_eq!((go.tokens, go.provenance.status), (None, Status::Speculative));
    assert_eq!(preview.skipped[0].count, 1);
    assert_eq!(preview.wrong.len(), 1);
    let wrong = preview.wrong[0].to_string();
    assert!(wrong.starts_with("table.csv:8:") && wrong.contains("Hardware utilization (MFU)"), "{wrong}");
    assert!(preview.warnings.iter().any(|warning| warning.starts_with("EXAONE Deep 32B: 6 × parameters")));
    assert!(preview.warnings.iter().any(|warning| warning.starts_with("DeepSeek-V3: 6 × parameters")));
    let [written] = write(&preview).try_into().unwrap();
    let accelerators = &shipped_catalog().unwrap().accelerators;
    let back = read_published_runs("x", &written.text, &mut Names::default(), accelerators).unwrap();
    assert_eq!(back.iter().map(|run| run.as_ref().clone()).collect::<Vec<_>>(), runs(&preview));
}

fn base() -> crate::scenario::Scenario {
    let text = include_str!("../../../../presets/scenarios/dense-70b.ron");
    parse_scenario("dense-70b.ron", text, shipped_catalog().unwrap()).unwrap()
}

#[test]
fn one_epoch_row_becomes_a_scenario_that_can_be_evaluated() {
    let options = TableOptions {
        rows: vec!["exaone deep 32b".to_owned()],
        scenario_id: Some("my-exaone".to_owned()),
        base: Some(base()),
        ..TableOptions::default()
    };
    let preview = read(EPOCH, &options).unwrap();
    let Creation::Scenarios(scenarios) = &preview.would_create else { panic!() };
    let [scenario] = scenarios.as_slice() else { panic!() };
    assert_eq!((scenario.id.as_str(), scenario.hardware.accelerator.as_str()), ("my-exaone", "h100-sxm"));
    assert_eq!(scenario.model.total_params.value.as_count(), 3.2e10);
    assert_eq!(scenario.model.total_params.provenance.status, Status::Estimated);
    let evaluation = evaluate(shipped_catalog().unwrap(), &Arc::new(scenario.clone())).unwrap();
    assert_eq!(evaluation.estimate.accelerator_hours.unwrap().as_hours(), 1_105_920.0);
    let all = TableOptions { rows: Vec::new(), ..options };
    assert!(read(EPOCH, &all).unwrap_err().to_string().contains("--row"));
}

#[test]
fn a_table_of_scenarios_is_read_in_its_decimal_sign() {
    let table = "\u{feff}name;tokens;price;mfu;accelerator;cost_usd\r\nOne;1,5T;2,49;40 %;h100-sxm;9\r\n\"Two; too\";1.500.000.000.000;$ 3,5;0,385;h800;\r\nThree;x;1;1;;\r\n";
    let needs = read(table, &TableOptions::default()).unwrap().needs;
    assert_eq!(needs[0].option, "--base");
    let preview = read(table, &TableOptions { base: Some(base()), ..TableOptions::default() }).unwrap();
    assert!(preview.remarks.iter().any(|remark| remark.contains("semicolons")));
    assert!(
        preview.remarks.iter().any(|remark| remark.contains("1,5 is read as 1.5")),
        "{:?}",
        preview.remarks
    );
    assert!(preview.remarks.iter().any(|remark| remark.contains("cost_usd")));
    let Creation::Scenarios(scenarios) = &preview.would_create else { panic!() };
    let facts: Vec<_> = scenarios
        .iter()
        .map(|one| {
            let tokens = one.phases[0].tokens.as_ref().unwrap().value.as_count();
            (one.id.as_str(), tokens, one.pricing.rental_price.value.as_usd_per_hour())
        })
        .collect();
    assert_eq!(facts, [("one", 1.5e12, 2.49), ("two-too", 1.5e12, 3.5)]);
    let wrong = preview.wrong[0].to_string();
    assert!(wrong.starts_with("table.csv:4:7: tokens:"), "{wrong}");
}

#[test]
fn wrong_files_say_file_line_column_and_reason() {
    let error = |text: &str| read(text, &dated()).unwrap_err().to_string();
    assert!(error("just words\nand more").contains("is no table"));
    assert!(error("a,b\n1,2").contains("is no table that is known, by its columns a, b"));
    let open = error("InstanceType,AcceleratorName,AcceleratorCount,Price\nx,\"H100,1,2\n");
    assert!(open.starts_with("table.csv:2:3:") && open.contains("never closed"), "{open}");
    let count = error("AcceleratorName,AcceleratorCount,Price\nH100,eight,2\n");
    assert!(count.starts_with("table.csv:2:6: AcceleratorCount:"), "{count}");
    let lacks = error("AcceleratorName,AcceleratorCount,Cost\nH100,8,2\n");
    assert!(lacks.contains("\"Price\" is missing"), "{lacks}");
    let map = TableOptions { names: vec![NameMapping::parse("x=h100-sxn").unwrap()], ..dated() };
    assert!(read(LAMBDA, &map).unwrap_err().to_string().contains("h100-sxm"));
}

#[test]
fn a_count_that_is_written_out_is_exact_and_one_in_thousands_is_rounded() {
    let differences = |counts: &str| {
        let text = format!("item,count,unit price,total\nA,10,30000,300000\nB,{counts}\n");
        audit(&read_fleet("fleet", &text, None).unwrap().table).differences().count()
    };
    assert_eq!(differences("5,20000,100000"), 0);
    assert_eq!(differences("5,20000,90000"), 1, "five pieces are not four and a half");
    assert_eq!(differences("5k,20000,90000000"), 0, "5 k may be 4,500");
    assert_eq!(differences("5k,20000,80000000"), 1);
}

#[test]
fn the_fleet_of_the_article_is_audited_from_markdown_and_from_csv() {
    let csv = "Type;Count;Unit price ($);Total ($m)\nA100;10.000;22.000;220,0\nH20;30.000;25.000;750,0\nH800;10.000;32.000;320,0\nH100;10.000;35.000;350,0\nTotal;60.000;79.000;1.290,0\n";
    for text in [FLEET, csv] {
        let fleet = read_fleet("fleet", text, None).unwrap();
        assert!(fleet.wrong.is_empty(), "{:?}", fleet.wrong);
        assert_eq!(fleet.table.items, ["A100", "H20", "H800", "H100"]);
        let audit = audit(&fleet.table);
        assert_eq!(audit.checks.len(), 7, "{:?}", audit.unchecked);
        let why: Vec<_> = audit.differences().filter_map(|check| check.explanation.clone()).collect();
        let h100 = || vec!["H100".to_owned()];
        assert_eq!(why, [Explanation::AddsUnits { without: h100() }, Explanation::LeavesOut(h100())]);
        let capex = audit.differences().last().unwrap();
        assert!((capex.computed - 1.64e9).abs() < 1.0);
    }
}

#[test]
fn decimal_signs_are_found_out_and_said() {
    let style = |numbers: &str| {
        let sheet = Sheet::read("x", &format!("a\tb\n{numbers}\n"), None).unwrap();
        (sheet.style, sheet.remarks.last().cloned().unwrap_or_default())
    };
    assert_eq!(style("2,5\t1.234").0, NumberStyle::Comma);
    assert_eq!(style("1.234,5\t7").0, NumberStyle::Comma);
    assert_eq!(style("1,234.5\t7").0, NumberStyle::Dot);
    assert_eq!(style("1,234,567\t7").0, NumberStyle::Dot);
    let (auto, remark) = style("1,234\t2025-01-31");
    assert_eq!(auto, NumberStyle::Auto);
    assert!(remark.contains("1,234 is read as 1234"), "{remark}");
    assert!(style("2,5\t2.5").1.contains("both signs"));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// Bytes that were changed, lost or doubled give an error or a preview, and what a preview writes reads back.
    #[test]
    fn damaged_tables_never_panic(
        which in 0_usize..4,
        edits in prop::collection::vec((0.0_f64..1.0, 0_u8..4, any::<char>()), 1..12),
    ) {
        let mut signs: Vec<char> = [LAMBDA, EPOCH, GCP, FLEET][which].chars().collect();
        for (at, how, sign) in edits {
            let at = ((signs.len() as f64) * at) as usize;
            match how {
                0 => drop(signs.drain(at..(at + 1).min(signs.len()))),
                1 => signs.insert(at, sign),
                2 => signs.insert(at, [',', '"', ';', '\n', '|', '\t'][sign as usize % 6]),
                _ => signs.truncate(at.max(1)),
            }
        }
        let text: String = signs.into_iter().collect();
        if let Ok(fleet) = read_fleet("x", &text, None) {
            let _ = audit(&fleet.table);
        }
        if let Ok(preview) = read(&text, &dated()) {
            let accelerators = &shipped_catalog().unwrap().accelerators;
            for written in write(&preview) {
                let mut names = Names::default();
                match &preview.would_create {
                    Creation::Quotes(_) => drop(read_prices("x", &written.text, &mut names, accelerators).unwrap()),
                    _ => drop(read_published_runs("x", &written.text, &mut names, accelerators).unwrap()),
                }
            }
        }
    }
}
