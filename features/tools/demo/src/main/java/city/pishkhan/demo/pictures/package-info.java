/**
 * The command {@code bin/pictures}: takes the screenshots of the handbook from the running demo city. Drives a headless Chromium by its
 * DevTools protocol, so that the demo distribution needs no browser library. Begin with {@link city.pishkhan.demo.pictures.Pictures}.
 */
package city.pishkhan.demo.pictures;
