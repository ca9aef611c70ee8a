/** Rendering of Persian text in PDF: logical letter order, embedded fonts, signatures. */
package city.pishkhan.pdf.internal;
