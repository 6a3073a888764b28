"""Operations: one wish of a person each; no Qt."""
