/** Apache Tika's server as the hub's reader of pictures. Begin with {@link TikaRecognizer}. */
package city.pishkhan.tika.internal;
