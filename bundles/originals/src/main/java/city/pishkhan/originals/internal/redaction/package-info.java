/** Areas of sheets that districts cover, and who may see them. Begin with {@link RedactionService}. */
package city.pishkhan.originals.internal.redaction;
