<?php
namespace Hello;

class Greeter {
    function greet( $name )
    {
        $parts = array( 'Hello', $name );
        if( $name === '' ) { return 'Hello'; }
        else if ($name === null) {
            return '';
        }
        return implode(', ',$parts);
    }
}
