/**
 * Processing of uploads besides their type and sizes: resumable uploads, malware scans, decoding, quarantine. Begin with
 * {@link UploadExamination}.
 */
package city.pishkhan.archive.internal.ingest;
