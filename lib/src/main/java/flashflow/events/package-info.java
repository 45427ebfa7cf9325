/**
 * From generator objects to simulated events: an {@link flashflow.events.ObjectModel} says which objects are found, what is
 * measured of them, and what else is there; {@link flashflow.events.EventGeneration} draws all of it for the events of NanoAOD
 * files and puts the objects back into them.
 */
package flashflow.events;
