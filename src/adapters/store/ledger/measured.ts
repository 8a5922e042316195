/** Which entries tell how well Regreen does: refusals and ways back, verdicts, what people decided, endings, and calls that needed another try. Changing this needs a migration. */
export const measuredEntries = "(kind in ('phase_refused', 'backtracked', 'prompt_attested', 'policy_evaluated', 'human_decision', 'stopped') or (kind = 'effect_done' and payload like '%\"recovered_seconds\":%'))";
