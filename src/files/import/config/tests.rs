//! Configurations of published models, counted.
