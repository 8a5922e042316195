import React from 'react';

export const badge = () => <b>new</b>;
