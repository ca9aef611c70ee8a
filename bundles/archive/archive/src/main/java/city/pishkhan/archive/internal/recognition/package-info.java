/** Recognition of text on papers of properties, so that documents can be found by it. Begin with {@link RecognitionScheduler}. */
package city.pishkhan.archive.internal.recognition;
