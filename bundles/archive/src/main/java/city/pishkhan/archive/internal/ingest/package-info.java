/** What happens to uploads beside their inspection: sent in pieces, scanned, decoded later, kept in quarantine. Begin with {@link UploadExamination}. */
package city.pishkhan.archive.internal.ingest;
