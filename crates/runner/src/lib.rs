//! The command line of Darse, as a library.
