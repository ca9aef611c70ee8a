/** ${name} behind the hub. Begin with {@link ${package}.${name}Connector}. */
package ${package};
