/** Threads and classes that replaced versions left behind. Begin with {@link LeftoverWatch}. */
package city.pishkhan.deployment.internal.leftovers;
