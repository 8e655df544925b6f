//! The catalogue that flopwise ships, and the user's own entries beside it.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use super::{
    FileError, FileProblem,
    envelope::{read_header, read_text},
    schema::v1::{
        ACCELERATORS, CLAIMS, Names, PRICES, PUBLISHED_RUNS, SITES, read_accelerators, read_claims,
        read_prices, read_published_runs, read_sites,
    },
};
use crate::catalog::Catalog;

/// The shipped files by name, in the order in which they build on each other.
pub const SHIPPED: [(&str, &str); 5] = [
    ("accelerators.ron", include_str!("../../presets/accelerators.ron")),
    ("prices.ron", include_str!("../../presets/prices.ron")),
    ("sites.ron", include_str!("../../presets/sites.ron")),
    ("published_runs.ron", include_str!("../../presets/published_runs.ron")),
    ("claims.ron", include_str!("../../presets/claims.ron")),
];

/// The folders of the user's data directory, with the schema of the files in them; quotes and runs come
/// after the user's accelerators, which they may name.
const USER_FOLDERS: [(&str, &str); 5] = [
    ("accelerators", ACCELERATORS),
    ("sites", SITES),
    ("prices", PRICES),
    ("runs", PUBLISHED_RUNS),
    ("claims", CLAIMS),
];

/// A catalogue that grows file by file, and the names that are taken in it.
#[derive(Debug, Clone, Default)]
struct Builder {
    catalog: Catalog,
    accelerators: Names,
    quotes: Names,
    sites: Names,
    runs: Names,
    claims: Names,
}

impl Builder {
    /// What scenarios refer to: accelerators and sites.
    fn shipped_core() -> Result<Self, FileError> {
        let [accelerators, _, sites, ..] = SHIPPED;
        let mut builder = Self::default();
        builder.add_accelerators(accelerators.0, accelerators.1)?;
        builder.add_sites(sites.0, sites.1)?;
        Ok(builder)
    }

    fn shipped() -> Result<Self, FileError> {
        let [_, prices, _, runs, claims] = SHIPPED;
        let mut builder = Self::shipped_core()?;
        builder.add_prices(prices.0, prices.1)?;
        builder.add_runs(runs.0, runs.1)?;
        builder.add_claims(claims.0, claims.1)?;
        Ok(builder)
    }

    // Names are taken only once the whole file is good: a broken file leaves nothing behind.

    fn add_accelerators(&mut self, file: &str, text: &str) -> Result<(), FileError> {
        let mut names = self.accelerators.clone();
        self.catalog.accelerators.extend(read_accelerators(file, text, &mut names)?);
        self.accelerators = names;
        Ok(())
    }

    fn add_prices(&mut self, file: &str, text: &str) -> Result<(), FileError> {
        let mut names = self.quotes.clone();
        let quotes = read_prices(file, text, &mut names, &self.catalog.accelerators)?;
        self.catalog.prices.extend(quotes);
        self.quotes = names;
        Ok(())
    }

    fn add_runs(&mut self, file: &str, text: &str) -> Result<(), FileError> {
        let mut names = self.runs.clone();
        let runs = read_published_runs(file, text, &mut names, &self.catalog.accelerators)?;
        self.catalog.runs.extend(runs);
        self.runs = names;
        Ok(())
    }

    fn add_sites(&mut self, file: &str, text: &str) -> Result<(), FileError> {
        let mut names = self.sites.clone();
        self.catalog.sites.extend(read_sites(file, text, &mut names)?);
        self.sites = names;
        Ok(())
    }

    fn add_claims(&mut self, file: &str, text: &str) -> Result<(), FileError> {
        let mut names = self.claims.clone();
        let claims = read_claims(file, text, &mut names, &self.catalog.claims)?;
        self.catalog.claims.extend(claims);
        self.claims = names;
        Ok(())
    }

    fn add_user_file(&mut self, path: &Path, name: &str, schema: &str) -> Result<(), FileError> {
        let text = read_text(path).map_err(|error| error.in_file(name))?;
        // A file in the wrong folder is still what its header says it is.
        let header = read_header(&text).map_err(|error| error.in_file(name))?;
        match header.schema.as_str() {
            ACCELERATORS => self.add_accelerators(name, &text),
            PRICES => self.add_prices(name, &text),
            SITES => self.add_sites(name, &text),
            PUBLISHED_RUNS => self.add_runs(name, &text),
            CLAIMS => self.add_claims(name, &text),
            _ => {
                let (found, expected) = (header.schema, schema.to_owned());
                Err(FileError::new(name, FileProblem::WrongSchema { found, expected }))
            }
        }
    }
}

fn shipped() -> &'static Result<Builder, FileError> {
    static SHIPPED: OnceLock<Result<Builder, FileError>> = OnceLock::new();
    SHIPPED.get_or_init(Builder::shipped)
}

/// Everything that flopwise knows about the world, read once.
///
/// # Errors
/// Never for the files of a release: a test reads them. A changed copy may have a mistake, which is then named.
pub fn shipped_catalog() -> Result<&'static Catalog, FileError> {
    match shipped() {
        Ok(builder) => Ok(&builder.catalog),
        Err(error) => Err(error.clone()),
    }
}

/// The shipped accelerators and sites alone, read once: all that an estimate needs, in a third of the time.
///
/// # Errors
/// As [`shipped_catalog`].
pub fn shipped_accelerators_and_sites() -> Result<&'static Catalog, FileError> {
    static PLACES: OnceLock<Result<Builder, FileError>> = OnceLock::new();
    match PLACES.get_or_init(Builder::shipped_core) {
        Ok(builder) => Ok(&builder.catalog),
        Err(error) => Err(error.clone()),
    }
}

/// The shipped catalogue with the user's entries, and what was wrong with the files that were left out.
#[derive(Debug, Clone)]
pub struct UserCatalog {
    /// Shipped entries first, then the user's.
    pub catalog: Catalog,
    /// One problem for each file that could not be used.
    pub problems: Vec<FileError>,
}

/// Reads the user's `accelerators/*.ron`, `sites/*.ron`, `prices/*.ron`, `runs/*.ron` and `claims/*.ron` beside the shipped
/// catalogue. A broken file is left out as a whole and reported; it never keeps the rest from loading. A missing folder is no problem.
///
/// # Errors
/// Only if the shipped catalogue itself is broken: see [`shipped_catalog`].
pub fn load_user_catalog(data_folder: &Path) -> Result<UserCatalog, FileError> {
    let mut builder = shipped().clone()?;
    let mut problems = Vec::new();
    for (folder, schema) in USER_FOLDERS {
        let (paths, problem) = ron_files(&data_folder.join(folder), folder);
        problems.extend(problem);
        for path in paths {
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            problems.extend(builder.add_user_file(&path, &format!("{folder}/{file}"), schema).err());
        }
    }
    Ok(UserCatalog { catalog: builder.catalog, problems })
}

/// The files of a folder that end in `.ron`, by name, so that the result does not depend on the file system.
fn ron_files(folder: &Path, name: &str) -> (Vec<PathBuf>, Option<FileError>) {
    let fail = |error: std::io::Error| {
        FileError::new(name, FileProblem::Io { action: "listed", reason: error.to_string() })
    };
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return (Vec::new(), None),
        Err(error) => return (Vec::new(), Some(fail(error))),
    };
    let mut paths = Vec::new();
    let mut problem = None;
    for entry in entries {
        match entry {
            Ok(entry) => paths.push(entry.path()),
            Err(error) => problem = problem.or(Some(fail(error))),
        }
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "ron") && path.is_file());
    paths.sort();
    (paths, problem)
}
