//! Partial dates, EDTF, TIMEX3 values, zones.
