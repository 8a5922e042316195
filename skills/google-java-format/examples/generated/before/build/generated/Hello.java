package hello;
public class Hello {
    int  one;
}
