package city.pishkhan.contracts.office;

/**
 * A sheet that becomes a paper of the case.
 *
 * @param kind   {@code deed}, {@code plan}, {@code national-card} …; a further one of the same kind becomes its next revision
 * @param sha256 of a sheet that this office stored for the case, or that the archive holds for its property or persons; 64 hexadecimal
 *               digits
 */
public record PaperReference(String kind, String sha256) {}
