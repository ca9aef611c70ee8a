/**
 * Attestations of papers, the return and summons of their originals, and recalls of wrong sheets. Uses the archive and cases through their
 * services only. Begin with {@link AttestationService}.
 */
@NullMarked
package city.pishkhan.originals.internal;

import org.jspecify.annotations.NullMarked;
