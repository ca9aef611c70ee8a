/** Certificates as data, as HTML and as signed PDF, and their public verification. Begin with {@link CertificateService}. */
package city.pishkhan.certificates.internal;
