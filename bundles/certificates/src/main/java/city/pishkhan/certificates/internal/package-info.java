/**
 * What is issued: certificates as data, as a page and as a signed PDF, and the checks that anybody makes of them. Begin with {@link
 * CertificateService}.
 */
package city.pishkhan.certificates.internal;
