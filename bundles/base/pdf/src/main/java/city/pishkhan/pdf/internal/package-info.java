/** Rendering of Persian text in PDF: logical letter order, embedded fonts, signatures. */
@NullMarked
package city.pishkhan.pdf.internal;

import org.jspecify.annotations.NullMarked;
