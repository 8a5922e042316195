# An example for REGREEN_OPA_URL: Regreen asks data.regreen.merge (REGREEN_OPA_PATH) with {"gate": …, "facts": …}.
#
# It asks twice about each change of its own, and input.gate says when:
#   "propose"  before there is a pull request. What belongs to one is not known yet and is null:
#              facts.checks, facts.reviews, facts.head, facts.pull.mergeable. What the change does is known.
#   "merge"    about a pull request as it stands, Regreen's own or (gate: {govern: all}) anybody's.
# A rule about checks therefore names its gate; one that does not denies every proposal, since null satisfies nothing.
# Names and types of all facts: src/core/policy/facts.ts.
package regreen

import rego.v1

default merge := {"allow": false, "reasons": ["neither gate allows it"]}

merge := {"allow": true, "reasons": []} if {
	input.gate in {"propose", "merge"}
	count(deny) == 0
}

merge := {"allow": false, "reasons": sort([reason | some reason in deny])} if count(deny) > 0

# At either gate: of the change itself.
deny contains sprintf("%d changed lines are more than 400", [input.facts.pull.changed_lines]) if input.facts.pull.changed_lines > 400

deny contains sprintf("post-checks of %d skills failed", [input.facts.post_checks.failed]) if input.facts.post_checks.failed > 0

deny contains "how many lines change is not known" if not is_number(input.facts.pull.changed_lines)

# At the merge gate alone: of the pull request. What is not known denies.
deny contains "no check has succeeded yet" if {
	input.gate == "merge"
	not some_check_succeeded
}

deny contains sprintf("checks failed: %s", [concat(", ", input.facts.checks.failed)]) if {
	input.gate == "merge"
	count(input.facts.checks.failed) > 0
}

deny contains "nobody has approved it" if {
	input.gate == "merge"
	not approved
}

some_check_succeeded if count(input.facts.checks.successful) > 0

approved if input.facts.reviews.approvals >= 1
