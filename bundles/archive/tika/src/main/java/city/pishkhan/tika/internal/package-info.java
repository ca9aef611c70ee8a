/** Text recognition in pictures by the server of Apache Tika. Begin with {@link TikaRecognizer}. */
package city.pishkhan.tika.internal;
