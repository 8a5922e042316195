<?php

namespace Hello;

class Done
{
}
