package dev.usertemplate.core.schema;

/** Whether a cell of a column has to be filled. */
public enum Requirement {
  /** Every user needs a value. */
  REQUIRED,
  /** Every user needs a value in at least one of the columns that carry this mark. */
  ANY_OF,
  /** May stay empty. */
  OPTIONAL,
  /** For people only: the column is never read. */
  NOT_READ
}
