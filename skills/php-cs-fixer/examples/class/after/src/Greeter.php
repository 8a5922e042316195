<?php

namespace Hello;

class Greeter
{
    public function greet($name)
    {
        $parts = [ 'Hello', $name ];
        if ($name === '') {
            return 'Hello';
        } elseif ($name === null) {
            return '';
        }
        return implode(', ', $parts);
    }
}
