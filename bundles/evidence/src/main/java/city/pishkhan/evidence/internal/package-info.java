/**
 * One case's evidence as a file: entries, proofs, seals and a PDF to read, without personal data. Begin with {@link
 * EvidenceFileService}.
 */
package city.pishkhan.evidence.internal;
