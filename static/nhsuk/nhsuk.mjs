// The behaviour of the design system that pages use. Without it every page still works.
import { createAll } from 'nhsuk-frontend/dist/nhsuk/index.mjs'
import { Button } from 'nhsuk-frontend/dist/nhsuk/components/button/button.mjs'
import { ErrorSummary } from 'nhsuk-frontend/dist/nhsuk/components/error-summary/error-summary.mjs'
import { PasswordInput } from 'nhsuk-frontend/dist/nhsuk/components/password-input/password-input.mjs'
import { SkipLink } from 'nhsuk-frontend/dist/nhsuk/components/skip-link/skip-link.mjs'

document.body.classList.add('js-enabled', 'nhsuk-frontend-supported')
for (const Component of [Button, ErrorSummary, PasswordInput, SkipLink]) createAll(Component)
