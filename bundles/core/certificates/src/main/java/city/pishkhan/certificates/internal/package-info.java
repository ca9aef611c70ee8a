/** Certificates as data, as HTML and as signed PDF, and their public verification. Begin with {@link CertificateService}. */
@NullMarked
package city.pishkhan.certificates.internal;

import org.jspecify.annotations.NullMarked;
