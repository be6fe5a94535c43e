/** Every reason for which a command says no. A command with a reason that is not here does not compile in a route. */
export type RefusalCode =
  | ExportCode
  | AccountCode
  | AccessCode
  | TermsCode
  | MeetingCode
  | CatalogueCode
  | ConsentCode
  | SignInCode
  | KeyCode
  | StateCode

/** What HTTP itself can get wrong, before a command is asked. */
export type RequestCode =
  | 'not_signed_in'
  | 'api_key_required'
  | 'scope_missing'
  | 'rate_limited'
  | 'idempotency_key_malformed'
  | 'idempotency_key_reused'
  | 'idempotency_key_busy'
  | 'not_found'
  | 'cross_origin'
  | 'webhook_unsigned'
  | 'webhook_late'
  | 'webhook_malformed'
  | 'host_unknown'
  | 'body_missing'
  | 'body_too_large'
  | 'json_expected'
  | 'form_or_json_expected'
  | 'json_malformed'
  | 'form_malformed'
  | 'input_invalid'
  | 'if_match_malformed'
  | 'if_match_required'
  | 'range_malformed'
  | 'range_unsatisfiable'
  | 'internal'

export type ProblemCode = RefusalCode | RequestCode

export type StateCode = 'record_not_opened' | 'at_in_future' | 'at_before_beginning'

export type AccountCode =
  | 'forbidden'
  | 'slug_invalid'
  | 'slug_taken'
  | 'account_unknown'
  | 'member_exists'
  | 'member_unknown'
  | 'group_unknown'
  | 'staff_exists'
  | 'owner_by_owner_only'
  | 'api_key_unknown'
  | 'api_key_revoked'
  | 'external_id_taken'
  | 'last_owner'
  | 'erasure_requested_already'
  | 'evidence_unknown'
  | 'period_invalid'
  | 'conflict'

export type AccessCode =
  | 'not_requestable'
  | 'expired_denial'
  | 'invalid_denial_binding'
  | 'duplicate_request'
  | 'unknown_task'
  | 'task_expired'

export type MeetingCode =
  | 'meeting_unknown'
  | 'meeting_differs'
  | 'at_ahead'
  | 'participant_unknown'
  | 'participant_erased'
  | 'guests_only'
  | 'notice_outdated'
  | 'meeting_ended'
  | 'feature_unknown_here'
  | 'link_unknown'
  | 'link_expired'

export type KeyCode =
  | 'ledger_unopened'
  | 'key_unknown'
  | 'key_active'
  | 'key_ended'
  | 'key_just_followed'
  | 'key_file_missing'

export type TermsCode =
  | 'terms_unknown'
  | 'terms_exist'
  | 'terms_published'
  | 'terms_archival'
  | 'terms_not_utf8'
  | 'terms_empty'
  | 'terms_too_large'
  | 'terms_nul'
  | 'mapping_invalid'
  | 'publication_overtaken'
  | 'verdicts_unconfirmed'
  | 'review_outdated'
  | 'note_missing'
  | 'approval_missing'
  | 'stale_page'
  | 'until_out_of_range'

export type ExportCode =
  'ledger_empty' | 'checkpoint_unknown' | 'disclosure_missing' | 'schedule_unknown'

export type CatalogueCode = 'catalogue_missing' | 'catalogue_invalid' | 'catalogue_unchanged'

export type ConsentCode =
  | 'unknown_purpose'
  | 'unknown_category'
  | 'purpose_ended'
  | 'prohibited_by_terms'
  | 'no_choice_offered'
  | 'not_permitted'
  | 'mixed_question'
  | 'answered_meanwhile'
  | 'asking_required'
  | 'other_ground_for_sharing'
  | 'reference_required'
  | 'not_a_feature'
  | 'ground_needed'
  | 'admin_needed'
  | 'not_observed'
  | 'import_unknown'
  | 'nobody_to_ask'

export type SignInCode = 'person_unknown' | 'demonstration_only'
