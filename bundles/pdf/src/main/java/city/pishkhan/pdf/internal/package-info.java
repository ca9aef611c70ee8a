/** How Persian pages become PDF: letters in the order in which people read them, fonts inside, signatures. */
package city.pishkhan.pdf.internal;
