<?php
class Tool {
  function run() { return array( 1 ); }
}
