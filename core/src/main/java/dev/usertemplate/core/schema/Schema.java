package dev.usertemplate.core.schema;

import dev.usertemplate.core.schema.Rule.Characters;
import dev.usertemplate.core.schema.Rule.EmailAddress;
import dev.usertemplate.core.schema.Rule.ExpirationTime;
import dev.usertemplate.core.schema.Rule.FirstCharacter;
import dev.usertemplate.core.schema.Rule.LastCharacter;
import dev.usertemplate.core.schema.Rule.Length;
import dev.usertemplate.core.schema.Rule.PhoneNumber;
import dev.usertemplate.core.schema.Rule.Unique;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The template's columns in the order in which they stand in the sheet, from the first one on. The
 * source of the columns and their rules is the vendor's API reference for creating desktop users
 * and its user guide for importing them.
 *
 * @param activationType whom the columns are for
 * @param columns the columns, left to right
 */
public record Schema(ActivationType activationType, List<Column> columns) {
  /** Goes up when a workbook of an older version could be misread. Stamped into every workbook. */
  public static final String VERSION = "1";

  /** The most users that the vendor's console imports from one workbook. */
  public static final int MAX_USERS = 200;

  /** The largest workbook that the vendor's console imports, in MB of 1024 x 1024 bytes. */
  public static final int MAX_MEGABYTES = 1;

  private static final Column SERIAL_NUMBER =
      new Column("serial_number", Requirement.NOT_READ, List.of(), false);

  private static final Column USER_NAME =
      new Column(
          "user_name",
          Requirement.REQUIRED,
          List.of(
              new Length(1, 32),
              new Characters(CharacterSet.ALPHANUMERIC.and(".-_")),
              new FirstCharacter(CharacterSet.ALPHANUMERIC),
              new LastCharacter(CharacterSet.of("._")),
              new Unique()),
          true);

  private static final Column PASSWORD =
      new Column("password", Requirement.REQUIRED, List.of(new Length(8, 32)), true, true);

  private static final List<Rule> EMAIL_RULES =
      List.of(
          new Length(0, 64),
          new EmailAddress(
              CharacterSet.ALPHANUMERIC.and("!#$%&'*+-/=?^_`{|}~."),
              CharacterSet.ALPHANUMERIC.and("-.")));

  private static final List<Rule> PHONE_RULES =
      List.of(new Length(0, 20), new PhoneNumber(CharacterSet.of(" /-")));

  private static final Column ACCOUNT_EXPIRES =
      new Column("account_expires", Requirement.OPTIONAL, List.of(new ExpirationTime()), true);

  private static final Column DESCRIPTION =
      new Column("description", Requirement.OPTIONAL, List.of(new Length(0, 255)), false);

  private static final Schema USER_ACTIVATED = create(ActivationType.USER_ACTIVATE);
  private static final Schema ADMIN_ACTIVATED = create(ActivationType.ADMIN_ACTIVATE);

  /** Makes the list of columns unmodifiable. */
  public Schema {
    columns = List.copyOf(columns);
  }

  /** The schema of the template for this kind of activation. */
  public static Schema of(ActivationType activationType) {
    return switch (activationType) {
      case USER_ACTIVATE -> USER_ACTIVATED;
      case ADMIN_ACTIVATE -> ADMIN_ACTIVATED;
    };
  }

  /** The column with this key; empty when the template has none. */
  public Optional<Column> column(String key) {
    return columns.stream().filter(column -> column.key().equals(key)).findFirst();
  }

  private static Schema create(ActivationType activationType) {
    boolean byUser = activationType == ActivationType.USER_ACTIVATE;
    // Whoever activates the account himself has to be reached somehow.
    Requirement contact = byUser ? Requirement.ANY_OF : Requirement.OPTIONAL;
    return new Schema(
        activationType,
        Stream.of(
                Stream.of(SERIAL_NUMBER, USER_NAME),
                byUser ? Stream.<Column>empty() : Stream.of(PASSWORD),
                Stream.of(
                    new Column("user_email", contact, EMAIL_RULES, true),
                    new Column("user_phone", contact, PHONE_RULES, true),
                    ACCOUNT_EXPIRES,
                    DESCRIPTION))
            .flatMap(columns -> columns)
            .toList());
  }
}
