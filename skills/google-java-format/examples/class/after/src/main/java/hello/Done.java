package hello;

/** Is done. */
public class Done {}
