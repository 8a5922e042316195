# `opa test docs/opa`
package regreen_test

import data.regreen
import rego.v1

proposal := {"gate": "propose", "facts": {"pull": {"changed_lines": 12, "mergeable": null}, "post_checks": {"total": 1, "failed": 0}, "checks": null, "reviews": null, "head": null}}

pull_request := {"gate": "merge", "facts": {"pull": {"changed_lines": 12, "mergeable": true}, "post_checks": null, "checks": {"successful": ["CI / lint"], "failed": []}, "reviews": {"approvals": 1}, "head": {"current": true}}}

test_a_proposal_has_no_checks_yet_and_is_allowed if regreen.merge.allow with input as proposal

test_a_large_proposal_is_denied if {
	large := json.patch(proposal, [{"op": "replace", "path": "/facts/pull/changed_lines", "value": 401}])
	regreen.merge == {"allow": false, "reasons": ["401 changed lines are more than 400"]} with input as large
}

test_a_merge_with_checks_and_an_approval_is_allowed if regreen.merge.allow with input as pull_request

test_a_merge_without_known_checks_and_reviews_is_denied if {
	unknown := json.patch(pull_request, [{"op": "replace", "path": "/facts/checks", "value": null}, {"op": "replace", "path": "/facts/reviews", "value": null}])
	regreen.merge == {"allow": false, "reasons": ["no check has succeeded yet", "nobody has approved it"]} with input as unknown
}

test_another_gate_is_denied if not regreen.merge.allow with input as json.patch(pull_request, [{"op": "replace", "path": "/gate", "value": "other"}])
