/** Areas of sheets that districts redact, and access to the originals. Begin with {@link RedactionService}. */
@NullMarked
package city.pishkhan.originals.internal.redaction;

import org.jspecify.annotations.NullMarked;
