/** Areas of sheets that districts redact, and access to the originals. Begin with {@link RedactionService}. */
package city.pishkhan.originals.internal.redaction;
