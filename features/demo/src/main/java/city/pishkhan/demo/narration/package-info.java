/** Who takes part in the demo, and how it is told to whoever watches. Begin with {@link city.pishkhan.demo.narration.Screen}. */
package city.pishkhan.demo.narration;
