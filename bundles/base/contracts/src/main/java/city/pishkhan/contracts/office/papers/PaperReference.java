package city.pishkhan.contracts.office.papers;

/**
 * A sheet to be added to the papers of the case.
 *
 * @param kind   {@code deed}, {@code plan}, {@code national-card} …; another sheet of the same kind becomes its next revision
 * @param sha256 SHA-256 of a sheet that this office stored for the case, or of an archived sheet of its property or persons; 64 hexadecimal
 *               digits
 */
public record PaperReference(String kind, String sha256) {}
