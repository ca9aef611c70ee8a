/**
 * Processing of uploads besides their type and sizes: resumable uploads, malware scans, decoding, quarantine. Begin with
 * {@link UploadExamination}.
 */
@NullMarked
package city.pishkhan.archive.internal.ingest;

import org.jspecify.annotations.NullMarked;
