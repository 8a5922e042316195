import { useState } from "react";

export const Badge = () => <b className="useState">new</b>;
