/**
 * Attestations of papers, the return and summons of their originals, and recalls of wrong sheets. Uses the archive and cases through their
 * services only. Begin with {@link AttestationService}.
 */
package city.pishkhan.originals.internal;
