/** What is written on papers of properties, so that documents are found by it. Begin with {@link RecognitionScheduler}. */
package city.pishkhan.archive.internal.recognition;
