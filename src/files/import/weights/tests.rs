//! Headers and indexes of weights.
